import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../shared/i18n/useText';
import { fetchReports } from '../api/calls';

/** The reports that the person may see, named in their language. */
export function useReports() {
    const [language] = useLanguage();
    return useQuery({
        queryKey: ['reports', language],
        queryFn: ({ signal }) => fetchReports(signal),
    });
}
