import type { ReactNode } from 'react'
import { Brand } from '../parts/brand.tsx'
import { LanguageChoice } from '../parts/language-choice.tsx'

/** The frame of the pages before the workspace. */
export function Door({ title, intro, children }: { title: string; intro?: string; children: ReactNode }) {
  return (
    <main className="door">
      <div className="door-card">
        <Brand />
        <h1 className="door-title">{title}</h1>
        {intro ? <p className="door-intro">{intro}</p> : null}
        {children}
      </div>
      <LanguageChoice />
    </main>
  )
}
