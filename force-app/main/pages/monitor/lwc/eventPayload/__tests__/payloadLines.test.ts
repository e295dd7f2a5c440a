import { all, isOpenAtFirst, leadingTo, matching, parse, visible, type Node } from '../payloadLines';

const PAYLOAD = JSON.stringify({
    id: 'evt_1',
    created: 1795348800,
    data: { object: { id: 'in_1', lines: [{ amount: 4900 }], note: '<b>hi</b>', paid: true, due_date: null, metadata: {} } }
});

function parsed(text = PAYLOAD): Node {
    const node = parse(text);
    if (!node) throw new Error('It is JSON.');
    return node;
}

const paths = (nodes: Node[]): string[] => nodes.map(({ path }) => path);
const at = (path: string): Node | undefined => all(parsed()).find((node) => node.path === path);

describe('payloadLines', () => {
    it('keeps order, kinds and texts as JSON writes them', () => {
        expect(paths(parsed().children)).toEqual(['$.id', '$.created', '$.data']);
        expect(at('$.data.object.note')).toMatchObject({ kind: 'text', text: '"<b>hi</b>"', depth: 3 });
        expect(at('$.data.object.paid')).toMatchObject({ kind: 'other', text: 'true' });
        expect(at('$.data.object.due_date')).toMatchObject({ kind: 'other', text: 'null', instant: undefined });
        expect(at('$.data.object.lines')).toMatchObject({ kind: 'list', text: '' });
        expect(at('$.data.object.lines.0.amount')).toMatchObject({ kind: 'number', text: '4900', instant: undefined });
    });

    it('knows what is an instant by its name and its size', () => {
        expect(at('$.created')?.instant).toBe(1795348800000);
        expect(parsed('{"created": 5}').children[0]?.instant).toBeUndefined();
        expect(parsed('{"amount": 1795348800}').children[0]?.instant).toBeUndefined();
    });

    it('shows what is open', () => {
        const root = parsed();
        expect(paths(visible(root, new Set()))).toEqual(['$']);
        const open = new Set(paths(all(root).filter(isOpenAtFirst)));
        const shown = paths(visible(root, open));
        expect(shown).toContain('$.data.object.lines');
        expect(shown).not.toContain('$.data.object.lines.0');
    });

    it('finds names and values, in whatever case, and what they stand in', () => {
        const root = parsed();
        expect([...matching(root, 'AMOUNT')]).toEqual(['$.data.object.lines.0.amount']);
        expect([...matching(root, 'IN_1')]).toEqual(['$.data.object.id']);
        expect(paths(leadingTo(root, matching(root, 'amount')))).toEqual([
            '$',
            '$.data',
            '$.data.object',
            '$.data.object.lines',
            '$.data.object.lines.0',
            '$.data.object.lines.0.amount'
        ]);
        expect(leadingTo(root, matching(root, 'nowhere'))).toEqual([]);
    });

    it('says of what is no JSON that it is none', () => {
        expect(parse('')).toBeUndefined();
        expect(parse('{"id": "evt_1", ')).toBeUndefined();
        expect(parse('<html>')).toBeUndefined();
    });

    it('does not follow without end', () => {
        const deep = `${'['.repeat(500)}1${']'.repeat(500)}`;
        expect(all(parsed(deep)).length).toBeLessThan(100);
    });
});
