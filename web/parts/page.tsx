import { type ReactNode, useEffect } from 'react'

/** A page with its heading; `narrow` for what is read or filled in from top to bottom. */
export function Page({
  title,
  actions,
  narrow = false,
  children,
}: {
  title: string
  actions?: ReactNode
  narrow?: boolean
  children: ReactNode
}) {
  useTitle(title)
  return (
    <main className={narrow ? 'page narrow' : 'page'}>
      <div className="page-head">
        <h1>{title}</h1>
        {actions ? <div className="page-actions">{actions}</div> : null}
      </div>
      {children}
    </main>
  )
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Участок` : 'Участок'
  }, [title])
}
