/** Loads next-auth only when someone signs out. */
export async function signOut(callbackUrl = '/sign-in'): Promise<void> {
  const next = await import('next-auth/react')
  await next.signOut({ callbackUrl })
}
