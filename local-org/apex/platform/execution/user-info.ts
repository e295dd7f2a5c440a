import { currentRuntime } from '../../../automation/runtime.ts';
import { readRows } from '../../../automation/rows.ts';
import { definePlatformClass } from '../declare.ts';
import { timeZoneOf } from '../time-zone.ts';

function field(name: string): unknown {
    const tx = currentRuntime();
    return readRows(tx, 'User', [tx.user.id]).get(tx.user.id)?.fields.get(name) ?? null;
}

definePlatformClass({
    name: 'System.UserInfo',
    statics: {
        'String getUserId()': () => currentRuntime().user.id,
        'String getUserName()': () => currentRuntime().user.username,
        'String getUserEmail()': () => currentRuntime().user.email,
        'String getName()': () => currentRuntime().user.name,
        'String getFirstName()': () => field('FirstName'),
        'String getLastName()': () => field('LastName'),
        'String getUserType()': () => field('UserType'),
        'String getUserRoleId()': () => field('UserRoleId'),
        'String getProfileId()': () => currentRuntime().org.users.profileOf(currentRuntime().user.id),
        'String getLocale()': () => currentRuntime().user.locale,
        'String getLanguage()': () => field('LanguageLocaleKey') ?? 'en_US',
        'TimeZone getTimeZone()': () => timeZoneOf(currentRuntime().user.timeZone),
        'String getOrganizationId()': () => currentRuntime().org.facts.id,
        'String getOrganizationName()': () => currentRuntime().org.facts.name,
        'String getDefaultCurrency()': () => currentRuntime().org.facts.currency,
        'Boolean isMultiCurrencyOrganization()': () => false,
        'String getUiTheme()': () => 'Theme4d',
        'String getUiThemeDisplayed()': () => 'Theme4d',
        'String getSessionId()': () => (currentRuntime().user.guest ? null : currentRuntime().org.sessionId(currentRuntime().user))
    }
});
