export {};

declare global {
    namespace jest {
        interface Matchers<R> {
            /** @sa11y/jest: the rules of axe-core against the rendered elements. */
            toBeAccessible(): Promise<R>;
        }
    }
}
