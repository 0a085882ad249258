import { ButtonLink } from '@/components/ui/buttons/button'
import { LogoMark } from '../logo'
import { Failure } from './failure'

/** Not there and not yours look the same (R35). */
export function PageNotFound({ home }: { home: string }) {
  return (
    <Failure
      mark={<LogoMark className="size-11" />}
      title="There is nothing here"
      action={<ButtonLink href={home}>Go to the start</ButtonLink>}
    >
      This page does not exist, or it is not in your workspace.
    </Failure>
  )
}
