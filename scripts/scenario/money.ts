/** The story's currencies: the yen has no minor unit, the others have hundredths. */
export function formatMinor(minor: number, currency: string): string {
    const decimals = currency.toLowerCase() === 'jpy' ? 0 : 2;
    return (minor / 10 ** decimals).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

export function signed(minor: number, currency: string): string {
    return `${minor < 0 ? '-' : '+'}${formatMinor(Math.abs(minor), currency)}`;
}

export function total(amounts: readonly number[]): number {
    return amounts.reduce((sum, amount) => sum + amount, 0);
}
