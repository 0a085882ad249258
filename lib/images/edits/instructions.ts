import type { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { Refusal } from '@/lib/core/errors'
import { gapsKey, type Understanding, understandEdit } from '../shared/understand-image'

/** Examples of what the built-in painter understands, for the form and for errors. */
export const INSTRUCTION_EXAMPLES = [
  'paint the front door red',
  'headline: Open house on Sunday',
  'price: $795,000',
  'remove the badge',
  'make it a story',
  'at dusk',
  'no trees',
  'use the sea palette',
  'frame layout',
  'black and white',
  'crop closer',
] as const
/** The examples that would change this image: a photo's door cannot be painted, and an apartment building shows none. */
export const examplesFor = (brief: ListingFacts, onPhoto: boolean): string[] =>
  INSTRUCTION_EXAMPLES.filter((words) => {
    const { will, cannot } = understandEdit(words, brief, onPhoto)
    return will.length > 0 && cannot.length === 0
  })

/**
 * Applies an instruction to a brief, if all of it was understood or the member agreed to what is left out. `agreedGaps` is
 * the `gapsKey` of what they were shown.
 * @throws Refusal `image.not-understood`, `image.partly-understood`, before anything is charged
 */
export function readInstruction(
  instruction: string,
  brief: ListingFacts,
  onPhoto = false,
  agreedGaps?: string,
): ListingFacts {
  const reading = understandEdit(instruction, brief, onPhoto)
  if (reading.will.length > 0) {
    requireAgreement(reading, agreedGaps)
    return reading.after
  }
  throw new Refusal(
    'image.not-understood',
    reading.understood && reading.cannot.length === 0
      ? 'The image already looks like that. Nothing was charged.'
      : `We can’t: ${reading.cannot.join('; ') || instruction}. Nothing was charged. Try, for example: ${examplesFor(brief, onPhoto).join('; ')}.`,
  )
}

/**
 * Requires agreement before part of a request is left out.
 * @throws Refusal `image.partly-understood`
 */
export function requireAgreement({ will, cannot }: Understanding, agreedGaps?: string): void {
  if (cannot.length === 0 || gapsKey(cannot) === agreedGaps) return
  const done = will.length > 0 ? `We’ll do: ${will.join('; ')}. ` : ''
  throw new Refusal(
    'image.partly-understood',
    `${done}We can’t: ${cannot.join('; ')}. Nothing was charged yet. Continue without it, or change the wording.`,
    { agreedGaps: gapsKey(cannot) },
  )
}
