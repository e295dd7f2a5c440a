import type { OrgFacts } from '../../org.ts';
import type { RunningUser } from '../../automation/transaction.ts';

/** A GetUserInfoResult (SOAP API Developer Guide). */
export function userInfo(facts: OrgFacts, user: RunningUser) {
    return {
        currencySymbol: facts.currency,
        organizationId: facts.id,
        organizationMultiCurrency: false,
        organizationName: facts.name,
        orgDefaultCurrencyIsoCode: facts.currency,
        sessionSecondsValid: 7200,
        userDefaultCurrencyIsoCode: null,
        userEmail: user.email,
        userFullName: user.name,
        userId: user.id,
        userLanguage: user.language,
        userLocale: user.locale,
        userName: user.username,
        userTimeZone: user.timeZone,
        userType: 'Standard'
    };
}
