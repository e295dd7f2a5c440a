/** JSON as Stripe sends it: indented by two blanks. */
export function jsonText(value: unknown): string {
    return JSON.stringify(value, null, 2);
}
