import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'

/** The end of a list: asks for more when it comes into sight, and by a button for who does not scroll. */
export function Sentinel({ busy, label, onSeen }: { busy: boolean; label: string; onSeen: () => void }) {
  const mark = useRef<HTMLDivElement>(null)
  const seen = useRef(onSeen)
  seen.current = onSeen
  useEffect(() => {
    if (busy || !mark.current) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && seen.current(), {
      rootMargin: '600px',
    })
    watch.observe(mark.current)
    return () => watch.disconnect()
  }, [busy])
  return (
    <div ref={mark} className="sentinel">
      <Button variant="subtle" loading={busy} onClick={onSeen}>
        {label}
      </Button>
    </div>
  )
}
