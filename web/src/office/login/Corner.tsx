import { ColoursMenu } from '../layout/ColoursMenu';
import { LanguageMenu } from '../layout/LanguageMenu';

/** Language and colours of the login page; they come after the form. */
export default function Corner() {
    return (
        <>
            <LanguageMenu />
            <ColoursMenu />
        </>
    );
}
