/** Where the pages of staff are served. */
export const OFFICE = '/office';

/** The door in front of them; elsewhere one who is not logged in sees it, too. */
export const LOGIN = `${OFFICE}/login`;
