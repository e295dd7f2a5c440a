import { riskWords } from 'c/riskWords';

const NOW = '2026-11-22T12:00:00.000Z';
const STORED = 'The stored sentence.';

function wordsOf(code: string | null, values: string | null, words: string | null = STORED): string {
    return riskWords({ recordId: 'r', points: 10, code, values, words }, NOW);
}

// In these tests a label's text is its name.
describe('c-risk-words', () => {
    it.each([
        ['Failed_Attempts', '[3,"INV-7"]', 'Attempts'],
        ['Failed_Attempts', '[1,"INV-7"]', 'Attempt'],
        ['No_Further_Retry', '["INV-7"]', 'Given_Up'],
        ['Decline_Soft', '["insufficient_funds"]', 'Soft'],
        ['Decline_Hard', '["expired_card"]', 'Hard'],
        ['Decline_Fraud', '["stolen_card"]', 'Fraud'],
        ['Days_Past_Due', '[18]', 'Overdue'],
        ['Days_Past_Due', '[1]', 'Overdue_Day'],
        ['Card_Expiry', '["2026-11-30","2026-12-04"]', 'Card_Expires'],
        ['Card_Expiry', '["2026-10-31","2026-12-04"]', 'Card_Expired'],
        ['Cancel_At_Period_End', '[40,"2026-12-01"]', 'Ending'],
        ['Cancel_At_Period_End', '[40,null]', 'Ending_Undated'],
        ['MRR_At_Risk', '[100]', 'MRR_Overdue'],
        ['Recent_Contraction', '[20,90]', 'Shrank'],
        ['Open_Dispute', '[1,"2026-11-24"]', 'Dispute'],
        ['Open_Dispute', '[1,null]', 'Dispute_Undated'],
        ['Open_Dispute', '[2,"2026-11-24"]', 'Disputes'],
        ['Open_Dispute', '[2,null]', 'Disputes_Undated'],
        ['Low_Usage', '[20.5]', 'Usage']
    ])('says %s of %s by its label', (code, values, label) => {
        expect(wordsOf(code, values)).toBe(`c.Billing_Because_${label}`);
    });

    it.each([
        ['Own_Reason', '[1]'],
        ['Failed_Attempts', null],
        ['Failed_Attempts', '[3]'],
        ['Failed_Attempts', '{"count":3}'],
        ['Days_Past_Due', '["many"]'],
        ['Card_Expiry', '["soon","later"]'],
        ['MRR_At_Risk', '[100'],
        [null, null]
    ])('keeps the stored sentence of %s with %s', (code, values) => {
        expect(wordsOf(code, values)).toBe(STORED);
    });

    it('says nothing where nothing was stored', () => {
        expect(wordsOf('Own_Reason', null, null)).toBe('');
    });
});
