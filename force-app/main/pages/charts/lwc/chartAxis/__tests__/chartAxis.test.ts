import { BOTTOM, TOP, bordersOf, heightOf, namesOf, roomOfTicks, ticksOf, type Named } from 'c/chartAxis';

const months = (count: number): Named[] =>
    Array.from({ length: count }, (_unused, index) => ({
        key: String(index),
        label: `Month ${index}`,
        name: 'Jan',
        group: String(2025 + Math.floor(index / 12))
    }));

const x = (index: number): number => index * 10;

describe('c-chart-axis', () => {
    it('gives long amounts more room, up to a limit', () => {
        const scale = { min: 0, max: 1, ticks: [0, 1] };
        const room = (text: string): number => roomOfTicks(scale, () => text);
        expect(room('KWD 1.2K')).toBeGreaterThan(room('$1K'));
        expect(room('x'.repeat(100))).toBe(room('x'.repeat(12)));
    });

    it('puts ticks from the bottom to the top', () => {
        const ticks = ticksOf(
            { min: 0, max: 10, ticks: [0, 10] },
            { start: 40, end: 300, top: TOP, bottom: BOTTOM },
            (value) => `T${value}`
        );
        expect(ticks.map(({ y, text, path }) => [y, text, path])).toEqual([
            [BOTTOM, 'T0', `M40 ${BOTTOM}H300`],
            [TOP, 'T10', `M40 ${TOP}H300`]
        ]);
    });

    it('names as many as fit, the last one always, and a group by the first of its names', () => {
        const wide = namesOf(months(14), 1000, x);
        expect(wide).toHaveLength(14);
        expect(wide.filter(({ group }) => group).map(({ key, group }) => [key, group])).toEqual([
            ['0', '2025'],
            ['12', '2026']
        ]);
        const narrow = namesOf(months(14), 200, x);
        expect(narrow.length).toBeLessThan(7);
        expect(narrow[narrow.length - 1]?.key).toBe('13');
        expect(narrow.map(({ group }) => group).filter(Boolean)).toEqual(['2025', '2026']);
    });

    it('draws a line where a group ends, and needs its room only where there are groups', () => {
        expect(bordersOf(months(14), x).map(({ key }) => key)).toEqual(['12']);
        const plain = months(3).map(({ key, label }) => ({ key, label }));
        expect(bordersOf(plain, x)).toEqual([]);
        expect(heightOf(plain)).toBeLessThan(heightOf(months(3)));
        expect(namesOf([], 100, x)).toEqual([]);
    });
});
