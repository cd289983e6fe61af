import { useStore } from 'react-admin';

export type Colours = 'light' | 'dark' | 'system';

/** Which colours were chosen on this device; those of the device unless somebody chose. */
export function useColours(): [Colours, (colours: Colours) => void] {
    const [chosen, choose] = useStore<'light' | 'dark' | undefined>('theme');
    return [chosen ?? 'system', (each) => choose(each === 'system' ? undefined : each)];
}
