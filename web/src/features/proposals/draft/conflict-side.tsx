interface ConflictSideProps {
  title: string
  lines: readonly string[]
  /** What the other side has. */
  others: readonly string[]
}

/** One of two texts; lines the other side does not have are marked and read out. */
export function ConflictSide({ title, lines, others }: ConflictSideProps) {
  const there = new Set(others)
  return (
    <div>
      <h3>{title}</h3>
      {lines.length === 0 && <p className="faint">（空）</p>}
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: read only
        <p key={index} className={there.has(line) ? 'conflict-line' : 'conflict-line differs'}>
          {!there.has(line) && <span className="visually-hidden">不同：</span>}
          {line}
        </p>
      ))}
    </div>
  )
}
