/** The API version that the official SDK, the package and the stand-in agree on. */
export const STRIPE_API_VERSION = '2026-10-28.endive';
