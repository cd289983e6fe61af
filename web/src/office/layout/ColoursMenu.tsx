import Contrast from '@mui/icons-material/Contrast';
import DarkMode from '@mui/icons-material/DarkModeOutlined';
import LightMode from '@mui/icons-material/LightModeOutlined';
import { useText } from '../../shared/i18n/useText';
import { ChoiceMenu } from '../../shared/parts/ChoiceMenu';
import { useColours } from '../../shared/theme/useColours';

const ICONS = { system: <Contrast />, light: <LightMode />, dark: <DarkMode /> };
const COLOURS = ['system', 'light', 'dark'] as const;

/** Light, dark, or as the device says. */
export function ColoursMenu() {
    const text = useText();
    const [colours, choose] = useColours();
    const choices = COLOURS.map((each) => ({ value: each, label: text(`theme.${each}`) }));
    return (
        <ChoiceMenu
            label={text('theme.title')}
            icon={ICONS[colours]}
            value={colours}
            choices={choices}
            onChange={choose}
        />
    );
}
