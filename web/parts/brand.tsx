import { useLocale } from '../texts.ts'

/** The mark and the name. */
export function Brand() {
  const name = { ru: 'Участок', kk: 'Учаске', en: 'Uchastok' }[useLocale()]
  return (
    <div className="brand">
      <svg width="32" height="32" viewBox="0 0 64 64" aria-hidden="true">
        <rect width="64" height="64" rx="16" className="brand-ground" />
        <path
          d="M32 12c-8.300 0-15 6.600-15 14.800C17 38 32 52 32 52s15-14 15-25.200C47 18.600 40.300 12 32 12Z"
          className="brand-pin"
        />
        <path d="m25.500 27 5 5 8.500-9" className="brand-tick" />
      </svg>
      <span className="brand-name">{name}</span>
    </div>
  )
}
