import { recall, remember } from 'c/keptChoice';

describe('keptChoice', () => {
    afterEach(() => {
        jest.restoreAllMocks();
        window.localStorage.clear();
    });

    it('gives back what it was told', () => {
        expect(recall('choice')).toBeNull();
        remember('choice', 'all');
        expect(recall('choice')).toBe('all');
    });

    it('does without a browser that remembers nothing', () => {
        const refuse = (): never => {
            throw new Error('Storage is switched off');
        };
        jest.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
        jest.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
        remember('choice', 'all');
        expect(recall('choice')).toBeNull();
    });
});
