import { type ClassValue, clsx } from 'clsx'
import { twMerge } from 'tailwind-merge'

/** Class names, where a later one replaces an earlier one of the same kind. */
export function cn(...values: ClassValue[]): string {
  return twMerge(clsx(values))
}
