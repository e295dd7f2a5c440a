import { neighbour, niceScale, place } from 'c/chartScale';

describe('c-chart-scale', () => {
    it('counts in round steps, with zero on the axis', () => {
        expect(niceScale([120, 870])).toEqual({ min: 0, max: 1000, ticks: [0, 250, 500, 750, 1000] });
        expect(niceScale([-30, 95]).min).toBeLessThanOrEqual(-30);
        expect(niceScale([-30, 95]).ticks).toContain(0);
        expect(niceScale([0.4]).max).toBeGreaterThanOrEqual(0.4);
    });

    it('is an axis even where there is nothing', () => {
        expect(niceScale([])).toEqual({ min: 0, max: 1, ticks: [0] });
        expect(niceScale([0, 0])).toEqual({ min: 0, max: 1, ticks: [0] });
    });

    it('begins where the values do, where zero does not matter', () => {
        expect(niceScale([0.95, 1.05], { fromZero: false })).toEqual({ min: 0.95, max: 1.05, ticks: [0.95, 0.975, 1, 1.025, 1.05] });
        expect(niceScale([0.9, 0.9], { fromZero: false })).toEqual({ min: 0.45, max: 1.35, ticks: [0.9] });
        expect(niceScale([], { fromZero: false })).toEqual({ min: 0, max: 1, ticks: [0] });
    });

    it('puts values between two places, whichever way round', () => {
        const scale = { min: -50, max: 150, ticks: [] };
        expect(place(-50, scale, 200, 0)).toBe(200);
        expect(place(150, scale, 200, 0)).toBe(0);
        expect(place(50, scale, 0, 100)).toBe(50);
    });

    it('leads from item to item and stays within them', () => {
        expect(neighbour('ArrowRight', 1, 3)).toBe(2);
        expect(neighbour('ArrowDown', 2, 3)).toBe(2);
        expect(neighbour('ArrowLeft', 0, 3)).toBe(0);
        expect(neighbour('Home', 2, 3)).toBe(0);
        expect(neighbour('End', 0, 3)).toBe(2);
        expect(neighbour('a', 1, 3)).toBeUndefined();
    });
});
