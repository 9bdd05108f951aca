/** Our handful of icons, drawn on a 24-pixel grid in one stroke weight. They never stand without words. */
const paths = {
  code: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.500v2.500H14zM18 14h2v2h-2zM14 18h2v2h-2zM17.500 17.500H20V20h-2.500z',
  todo: 'M5 4h14v16H5zM8.5 9.5l1.5 1.5 3-3M8.5 15.5h7',
  proposal: 'M6 3h9l4 4v14H6zM14.5 3v4.5H19M9 12h7M9 16h7',
  members:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.500a3.2 3.2 0 0 1 0 6.200M18 14.500c2 .8 3.2 2.5 3.5 5.5',
  changes: 'M4 8h13l-3.5-3.500M20 16H7l3.5 3.5',
  tree: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4',
  unit: 'M4 21V9l8-5 8 5v12M3 21h18M9 21v-6h6v6M9 11h.01M15 11h.01',
  settings: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4M4 12h16',
  account:
    'M3 5h18v14H3zM8.5 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5.5 16c.3-1.7 1.4-2.5 3-2.500s2.7.8 3 2.500M14 10h4M14 14h4',
  audit: 'M5 3h14v18H5zM9 8h6M9 12h6M9 16h3',
  health: 'M3 12.500h4l2.500-6 4.500 12 2.500-6H21',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 21c.6-4.5 3.3-6.5 7.5-6.500s6.9 2 7.5 6.5',
  back: 'M14.5 5l-7 7 7 7',
  next: 'M9.5 5l7 7-7 7',
  down: 'M6 9.500l6 6 6-6',
  close: 'M6 6l12 12M18 6L6 18',
  chart: 'M4 20V4M4 20h16M8.500 16v-5M12.500 16V7M16.500 16v-8',
  star: 'M12 3.500l2.600 5.400 5.900.800-4.300 4.100 1 5.900-5.200-2.800-5.200 2.800 1-5.900-4.300-4.100 5.900-.800z',
  check: 'M5 12.500l4.5 4.500L19 7',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.500L20 20',
  filter: 'M4 6h16M7 12h10M10 18h4',
  warn: 'M12 3.500l9.5 17h-19zM12 10v5M12 17.800v.2',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.500M5 20h14',
  hat: 'M4 8h16v12H4zM9 8V5h6v3M4 13h16',
  pen: 'M4 20l1-4.500L16 4.500l3.5 3.500L8.5 19zM14 6.500l3.5 3.5',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8',
  meeting: 'M4 5h16v11h-6l-4 4v-4H4zM8 9h8M8 12.500h5',
  award: 'M12 14a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM8.500 13L7 21l5-2.500 5 2.500-1.500-8',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 2.500 4 5.500 4 9s-1 6.500-4 9c-3-2.500-4-5.500-4-9s1-6.500 4-9z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.500l3.5 2',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg className={`icon ${className ?? ''}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
