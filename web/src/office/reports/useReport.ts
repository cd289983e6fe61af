import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../shared/i18n/useText';
import { fetchReport } from '../api/calls';

/** The definition of a report: all that its page is drawn from. */
export function useReport(id: string) {
    const [language] = useLanguage();
    return useQuery({
        queryKey: ['report', id, language],
        queryFn: ({ signal }) => fetchReport(id, signal),
    });
}
