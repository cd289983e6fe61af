import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface Tray {
    /** The exports that were asked for on this page, the newest first. */
    ids: number[];
    add: (id: number) => void;
    remove: (id: number) => void;
}

const TrayContext = createContext<Tray>({ ids: [], add: () => {}, remove: () => {} });

export const useTray = () => useContext(TrayContext);

/** Keeps which files are being made while one walks from page to page. */
export function TrayProvider({ children }: { children: ReactNode }) {
    const [ids, setIds] = useState<number[]>([]);
    const tray = useMemo(
        () => ({
            ids,
            add: (id: number) => setIds((before) => [id, ...before.filter((each) => each !== id)]),
            remove: (id: number) => setIds((before) => before.filter((each) => each !== id)),
        }),
        [ids],
    );
    return <TrayContext.Provider value={tray}>{children}</TrayContext.Provider>;
}
