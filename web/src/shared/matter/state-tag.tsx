import './matter.css'
/** How a state feels: not begun, under way, due, done, ended without. Each tone has its own mark, so that colour never speaks alone. */
export type Tone = 'open' | 'moving' | 'due' | 'done' | 'stopped'

const marks: Record<Tone, string> = {
  open: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11z',
  moving: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8 5v3.200l2 1.300',
  due: 'M8 2.500l6 10.500H2zM8 6.500v3M8 11.300v.1',
  done: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM5.500 8.200l1.800 1.800 3.200-3.800',
  stopped: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM5.500 8h5',
}

export function StateTag({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={`state-tag state-tag-${tone}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path
          d={marks[tone]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {children}
    </span>
  )
}
