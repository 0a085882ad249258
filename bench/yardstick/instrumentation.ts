/** Without this file, Next.js would find the product's. */
export function register(): void {}
