import { CalendarSync, ImageIcon, Link as LinkIcon, type LucideIcon, Mail, Megaphone } from 'lucide-react'
import { hrefFrom, type SourceRef } from '@/lib/reuse/shared/source'

export type Use = { label: string; hint: string; href: string; icon: LucideIcon }

/** What can be made from something, in the order of the menu. A listing has one post, which a file created. */
export function usesOf(source: SourceRef, postId?: string): Use[] {
  const email = {
    label: 'Email it to a list',
    hint: 'A campaign with its details filled in',
    href: hrefFrom('/campaigns/new', source),
    icon: Mail,
  }
  const post = {
    label: postId ? 'Open its post' : 'Write a post',
    hint: postId ? 'Edit, approve or schedule it' : 'Text for each network, free',
    href: postId ? `/posts/${postId}` : hrefFrom('/posts/new', source),
    icon: Megaphone,
  }
  const image = {
    label: 'Create an image',
    hint: 'With its address, price and facts',
    href: hrefFrom('/images/new', source),
    icon: ImageIcon,
  }
  const link = {
    label: 'Copy a link',
    hint: 'For a client, without an account',
    href: '#share-card',
    icon: LinkIcon,
  }
  const every = {
    label: 'Email it every month',
    hint: 'A new report to a list, with its cost',
    href: hrefFrom('/recurring/new', source),
    icon: CalendarSync,
  }
  const uses = {
    report: [email, every, post, image, link],
    valuation: [email, image, link],
    image: [post, email],
    listing: [post, email, image],
  }
  return uses[source.kind]
}
