import { choiceOf, filteredBy } from 'c/pageFilters';

const SOURCES = [{ value: 'Stripe_Test', label: 'Stripe Test' }];

describe('c/pageFilters', () => {
    it('lists everything first, and chooses it where nothing is chosen', () => {
        const { options, value } = choiceOf('source', 'Source', 'All sources', SOURCES, '');
        expect(options?.map(({ label }) => label)).toEqual(['All sources', 'Stripe Test']);
        expect(value).toBe(options?.[0]?.value);
    });

    it('lists what is chosen though nobody knows it', () => {
        const { options, value } = choiceOf('source', 'Source', 'All sources', SOURCES, 'Gone');
        expect(options).toHaveLength(3);
        expect(options?.[2]).toEqual({ value: 'Gone', label: 'Gone' });
        expect(value).toBe('Gone');
    });

    it('tells everything apart from a value', () => {
        const { value } = choiceOf('source', 'Source', 'All sources', SOURCES, '');
        expect(filteredBy('source', value)).toEqual({ name: 'source', value: '' });
        expect(filteredBy('source', 'Stripe_Test')).toEqual({ name: 'source', value: 'Stripe_Test' });
    });
});
