/** Line icons on 24 × 24; decoration only, so hidden from screen readers. */
const drawings = {
  plus: 'M12 5v14M5 12h14',
  close: 'm6 6 12 12M18 6 6 18',
  send: 'M5 12h13M12.5 6l6 6-6 6',
  camera:
    'M4 8.5A1.5 1.5 0 0 1 5.5 7h2.3l1.5-2.2h5.4L16.2 7h2.3A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5ZM12 16a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6Z',
  gallery:
    'M5.5 4.5h13a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18V6a1.5 1.5 0 0 1 1.5-1.5ZM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15 9.5h.1',
  video:
    'M4 7.5A1.5 1.5 0 0 1 5.5 6h8A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 16.5ZM15 10.5l5-3v9l-5-3',
  voice: 'M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3ZM6 11.5a6 6 0 0 0 12 0M12 17.5V20',
  document: 'M7 4h6.5L18 8.5V19a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM13.5 4v4.5H18M9 13h6M9 16.5h4',
  pin: 'M12 21s6.5-6.3 6.5-11.3a6.5 6.5 0 0 0-13 0C5.5 14.7 12 21 12 21ZM12 12a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z',
  lock: 'M7 11h10a1.5 1.5 0 0 1 1.5 1.5V18a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 18v-5.5A1.5 1.5 0 0 1 7 11ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2',
  reply: 'M9.5 6 4.5 11l5 5M4.5 11H14a5.5 5.5 0 0 1 5.5 5.5V18',
  down: 'M5.5 9.5 12 16l6.5-6.5',
  forward: 'M9.5 5.5 16 12l-6.5 6.5',
  check: 'm5 12.5 4.5 4.5L19 7',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 7.5V12l3 2',
  warning: 'M12 4.5 3.5 19.5h17ZM12 10.5v4M12 17v.1',
  shield: 'M12 3.8 5 6.5v5.2c0 4.2 2.9 7.2 7 8.5 4.1-1.3 7-4.3 7-8.5V6.5ZM9 12l2.2 2.2L15.2 10',
  list: 'M8 4.5h8a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 18V6A1.5 1.5 0 0 1 8 4.5ZM9.5 9h5M9.5 12.5h5M9.5 16h3',
  eye: 'M2.8 12S6 6 12 6s9.2 6 9.2 6-3.2 6-9.2 6-9.2-6-9.2-6ZM12 14.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4Z',
  hidden:
    'M4.5 4.5l15 15M9.9 6.2A9 9 0 0 1 12 6c6 0 9.2 6 9.2 6a15 15 0 0 1-2.5 3.2M6.2 7.8A14.5 14.5 0 0 0 2.8 12s3.2 6 9.2 6c1.5 0 2.8-.4 4-.9',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  call: 'M7 4.5h3l1.5 4-2 1.5a10 10 0 0 0 4.5 4.5l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.7 1.5A14.5 14.5 0 0 1 5.5 6.2 1.5 1.5 0 0 1 7 4.5Z',
  stop: 'M7.5 7.5h9v9h-9Z',
} as const

export type IconName = keyof typeof drawings

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  )
}

/** The mark of the product. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="16" className="mark-ground" />
      <path
        d="M32 12c-8.3 0-15 6.6-15 14.8C17 38 32 52 32 52s15-14 15-25.2C47 18.6 40.3 12 32 12Z"
        className="mark-pin"
      />
      <path d="m25.5 27 5 5 8.5-9" className="mark-tick" />
    </svg>
  )
}
