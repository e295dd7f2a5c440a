import { closedText, missingText } from 'c/missingWords';

jest.mock('@salesforce/label/c.Billing_Partial', () => ({ default: 'Not shown: {0}.' }), { virtual: true });
jest.mock('@salesforce/label/c.Page_Closed_Without', () => ({ default: 'You may not read: {0}.' }), { virtual: true });

const partName = (part: string): string => (part === 'cohorts' ? 'Cohorts' : part);

describe('what somebody may not read, in words', () => {
    it('names parts, objects and fields in one sentence', () => {
        expect(missingText(['cohorts', 'Accounts', 'Stripe Events: Amount'], partName)).toBe(
            'Not shown: Cohorts, Accounts, Stripe Events: Amount.'
        );
    });

    it('says nothing where nothing is missing', () => {
        expect(missingText([], partName)).toBe('');
    });

    it('says of a closed page what keeps it closed and whom to ask', () => {
        expect(closedText(['MRR Months'], 'Ask your admin.')).toBe('You may not read: MRR Months. Ask your admin.');
        expect(closedText([], 'Ask your admin.')).toBe('Ask your admin.');
        expect(closedText(undefined, 'Ask your admin.')).toBe('Ask your admin.');
    });
});
