import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { Icon } from './icons.tsx'

let firstPage = true

interface PageProps {
  title: string
  /** A line below the title: what this is, or where it stands. */
  lead?: ReactNode
  /** Where 返回 goes, always to a fixed place. */
  back?: { to: string; label: string; params?: Record<string, string> }
  actions?: ReactNode
  /** `reading` keeps lines short, `wide` is for tables. */
  width?: 'reading' | 'wide'
  children: ReactNode
}

/** The frame of a page: browser title, way back, heading, actions, content. Takes the focus when it is opened. */
export function Page({ title, lead, back, actions, width = 'wide', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // The first page leaves the focus at the top, where the skip link is.
    if (firstPage) firstPage = false
    else if (!document.activeElement || document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <article className={`page page-${width}`}>
      <title>{`${title} · 同心`}</title>
      {back && (
        <Link to={back.to as never} params={back.params as never} className="page-back no-print">
          <Icon name="back" />
          {back.label}
        </Link>
      )}
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {actions && <div className="page-actions no-print">{actions}</div>}
      </header>
      {children}
    </article>
  )
}

/** A part of a page under its own heading. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {actions && <div className="page-actions no-print">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/** Facts by name: one column on a phone, two on a desk. What is empty shows as 未填. */
export function Facts({ items }: { items: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value === '' || value === null || value === undefined ? <span className="faint">未填</span> : value}</dd>
        </div>
      ))}
    </dl>
  )
}
