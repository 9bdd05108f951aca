/** What an event noted, name by name; folded away until it is wanted. */
export function EventDetails({ details }: { details: Record<string, unknown> }) {
  const entries = Object.entries(details).filter(([, value]) => value !== null && value !== '')
  if (entries.length === 0) return null
  return (
    <details>
      <summary>{entries.length} 项</summary>
      <dl className="event-details">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
