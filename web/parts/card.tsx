import type { ReactNode } from 'react'

/** A titled part of a page. */
export function Card({
  title,
  count,
  action,
  children,
  id,
}: {
  title: string
  count?: number
  action?: ReactNode
  children: ReactNode
  id?: string
}) {
  return (
    <section className="card" id={id}>
      <div className="card-head">
        <h2>
          {title}
          {count ? <span className="card-count">{count}</span> : null}
        </h2>
        {action}
      </div>
      {children}
    </section>
  )
}
