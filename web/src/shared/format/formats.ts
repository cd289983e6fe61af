const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
// Dates of the shop carry no zone: they must not move with that of the browser.
const FIXED = { timeZone: 'UTC' } as const;

export type Formats = ReturnType<typeof formatsOf>;

/** How a language writes what the pages hold, and by which clocks. English is that of Europe: day
 * before month. */
export function formatsOf(language: string, wantedZone: string) {
    const timeZone = zoneOf(wantedZone);
    const locale = language === 'en' ? 'en-GB' : language;
    const numbers = new Intl.NumberFormat(locale);
    const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
    const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
    const changes = new Intl.NumberFormat(locale, {
        style: 'percent',
        maximumFractionDigits: 1,
        signDisplay: 'exceptZero',
    });
    const compact = new Intl.NumberFormat(locale, {
        notation: 'compact',
        // Two would name steps of 500 twice: 11K, 11K.
        maximumSignificantDigits: 3,
    });
    const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...FIXED });
    const months = new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', ...FIXED });
    const times = new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone,
    });
    const hours = new Intl.DateTimeFormat(locale, {
        weekday: 'short',
        hour: '2-digit',
        hourCycle: 'h23',
        timeZone,
    });
    const moneys = new Map<string, Intl.NumberFormat>();

    function moneyIn(currency: string): Intl.NumberFormat {
        const money =
            moneys.get(currency) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
        moneys.set(currency, money);
        return money;
    }

    return {
        integer: (value: number) => numbers.format(value),
        decimal: (value: number) => decimals.format(value),
        compact: (value: number) => compact.format(value),
        percent: (value: number) => percents.format(value / 100),
        /** By how much something grew or shrank, as a share of what it was. */
        change: (share: number) => changes.format(share),
        money: (value: number | string, currency: string) =>
            moneyIn(currency).format(Number(value)),
        date: (value: string) =>
            DAY_ONLY.test(value) ? dates.format(new Date(`${value}T00:00:00Z`)) : value,
        month: (value: string) => months.format(new Date(`${value}-01T00:00:00Z`)),
        time: (value: string) => times.format(new Date(value)),
        /** The zone of these times, where somebody may take them for those of the own clock. */
        timeZone,
        /** A day of the week and an hour, as short as an axis needs them. */
        hour: (value: string) => {
            const parts = hours.formatToParts(new Date(value));
            const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
            return `${part('weekday')} ${part('hour')}:00`;
        },
        weekday: (day: number) =>
            // 2024-01-01 was a Monday.
            new Intl.DateTimeFormat(locale, { weekday: 'long', ...FIXED }).format(
                new Date(Date.UTC(2024, 0, day)),
            ),
        duration: durationOf,
        bytes: (value: number) => bytesOf(locale, value),
    };
}

/** A zone may be newer than the browser: then times are those of the API, and are called so. */
function zoneOf(wanted: string): string {
    try {
        new Intl.DateTimeFormat('en', { timeZone: wanted });
        return wanted;
    } catch {
        return 'UTC';
    }
}

/** Seconds as a clock shows them; days in front where there are some. */
function durationOf(seconds: number): string {
    const whole = Math.abs(Math.round(seconds));
    const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
    const clock = [(whole % DAY) / HOUR, (whole % HOUR) / MINUTE, whole % MINUTE]
        .map(two)
        .join(':');
    const days = Math.floor(whole / DAY);
    return `${seconds < 0 ? '−' : ''}${days ? `${days}d ` : ''}${clock}`;
}

function bytesOf(locale: string, value: number): string {
    const step = value > 0 ? Math.min(3, Math.floor(Math.log10(value) / 3)) : 0;
    return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: SIZES[step],
        unitDisplay: step ? 'short' : 'long',
        maximumFractionDigits: step > 1 ? 1 : 0,
    }).format(value / 1000 ** step);
}
