/** Where the pages of staff are served. */
export const OFFICE = '/office';

/** The door in front of them. */
export const LOGIN = `${OFFICE}/login`;
