import type { NextAuthOptions } from 'next-auth'
import EmailProvider from 'next-auth/providers/email'
import GoogleProvider from 'next-auth/providers/google'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { safeReturnPath } from '../return-path'
import { nextAuthSession } from '../session/session-limits'
import type { SessionProof } from '../session/session-proof'
import { adapter, type SignedInUser } from './adapter'
import {
  checkLinkRequest,
  checkLinkUse,
  InvalidAddress,
  normalizeIdentifier,
  sendSignInEmail,
} from './email-sign-in'
import { checkGoogleSignIn } from './google-sign-in'
import { LINK_MINUTES } from './sign-in-link'
import { signInRequest } from './sign-in-request'

declare module 'next-auth' {
  interface Session {
    user: { id: string; email: string; name: string; image: string | null; proof: SessionProof }
  }
}

let known: NextAuthOptions | undefined

/** Created at first use, because a build has no settings. */
export function authOptions(): NextAuthOptions {
  known ??= makeOptions()
  return known
}

function makeOptions(): NextAuthOptions {
  const { APP_URL, NEXTAUTH_SECRET, SMTP_URL, MAIL_FROM, AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET } = env()
  // next-auth reads its own URL from here. It must never come from a Host header.
  process.env.NEXTAUTH_URL = APP_URL

  const email = EmailProvider({
    server: SMTP_URL,
    from: MAIL_FROM,
    maxAge: LINK_MINUTES * 60,
    normalizeIdentifier,
    sendVerificationRequest: ({ identifier, url }) => sendSignInEmail(identifier, url),
  })
  const google =
    AUTH_GOOGLE_ID && AUTH_GOOGLE_SECRET
      ? GoogleProvider({
          clientId: AUTH_GOOGLE_ID,
          clientSecret: AUTH_GOOGLE_SECRET,
          // Safe here: checkGoogleSignIn and linkAccount both require the same verified address.
          allowDangerousEmailAccountLinking: true,
        })
      : null

  return {
    adapter,
    secret: NEXTAUTH_SECRET,
    providers: google ? [email, google] : [email],
    session: nextAuthSession,
    pages: {
      signIn: '/sign-in',
      error: '/sign-in',
      verifyRequest: '/sign-in/check-email',
      newUser: '/welcome',
    },
    callbacks: {
      async signIn({ account, profile, email: request, user }) {
        if (request?.verificationRequest) return checkLinkRequest(user.email ?? '')
        if (account?.provider === 'google') return checkGoogleSignIn(account, profile)
        return account?.provider === 'email' ? checkLinkUse(user.email ?? '') : false
      },
      redirect: ({ url, baseUrl }) => `${baseUrl}${safeReturnPath(url, baseUrl)}`,
      session: ({ session, user }) => ({
        expires: session.expires,
        user: {
          id: user.id,
          email: user.email,
          name: user.name ?? '',
          image: user.image ?? null,
          proof: (user as SignedInUser).proof,
        },
      }),
    },
    events: {
      signIn({ user }) {
        if (user.email) signInRequest().signedInAs = user.email.toLowerCase()
      },
    },
    logger: {
      error(code, detail) {
        if (errorOf(detail) instanceof InvalidAddress) return
        log.error({ code, err: errorOf(detail) }, 'sign-in failed')
      },
      warn: (code) => log.warn({ code }, 'sign-in warning'),
      debug: () => {},
    },
  }
}

function errorOf(detail: Error | { error: Error }): Error {
  return detail instanceof Error ? detail : detail.error
}
