/** Loaded when it is used: nobody signs out on every page. */
export async function signOut(): Promise<void> {
  const next = await import('next-auth/react')
  await next.signOut({ callbackUrl: '/sign-in' })
}
