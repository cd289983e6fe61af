import { localStorageStore } from 'react-admin';
import { firstLanguage } from './i18n/provider';

/** What this browser remembers: language, colours. */
export const store = localStorageStore('1', 'storekeeper');

store.setup();
if (!store.getItem('locale')) store.setItem('locale', firstLanguage);
