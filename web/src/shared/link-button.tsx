import type { ButtonHTMLAttributes } from 'react'

/** A small act in running text or a table row: a button that looks like a link and can be hit with a finger. */
export function LinkButton({
  decisive,
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { decisive?: boolean }) {
  return <button type="button" className={`link-button ${decisive ? 'due' : ''} ${className ?? ''}`} {...rest} />
}
