/** Loaded when it is used: nobody signs out on every page. */
export async function signOut(callbackUrl = '/sign-in'): Promise<void> {
  const next = await import('next-auth/react')
  await next.signOut({ callbackUrl })
}
