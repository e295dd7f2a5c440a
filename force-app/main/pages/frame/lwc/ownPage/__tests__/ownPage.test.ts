import { isOwnPage } from 'c/ownPage';

const overview = { type: 'standard__navItemPage', attributes: { apiName: 'MRR_Overview' }, state: {} };
const record = { type: 'standard__recordPage', attributes: { recordId: '001', actionName: 'view' }, state: {} };

describe('c-own-page', () => {
    it('takes the first address for its own', () => {
        expect(isOwnPage(undefined, overview)).toBe(true);
    });

    it('knows its page whatever is filtered for', () => {
        expect(isOwnPage(overview, { ...overview, state: { c__months: '6' } })).toBe(true);
    });

    it('knows that somebody went on to another page', () => {
        expect(isOwnPage(overview, { ...overview, attributes: { apiName: 'Event_Monitor' } })).toBe(false);
        expect(isOwnPage(overview, record)).toBe(false);
        expect(isOwnPage(record, { ...record, attributes: { ...record.attributes, recordId: '002' } })).toBe(false);
    });

    it('knows a page of which more was learned', () => {
        expect(isOwnPage(record, { ...record, attributes: { ...record.attributes, objectApiName: 'Account' } })).toBe(true);
    });

    it('takes no address for none', () => {
        expect(isOwnPage(undefined, undefined)).toBe(false);
        expect(isOwnPage(overview, undefined)).toBe(false);
    });
});
