/** The shape of rows that are on their way, so that nothing jumps when they come. */
export function RowSkeletons() {
  return (
    <div className="rows" aria-hidden="true">
      {[72, 54, 88, 61, 79, 66, 58].map((width) => (
        <div key={width} className="row">
          <span className="row-icon bone" />
          <span className="row-main">
            <span className="bone line" style={{ width: `${width}%` }} />
            <span className="bone line thin" style={{ width: `${width * 0.7}%` }} />
            <span className="bone line thin" style={{ width: '46%' }} />
          </span>
        </div>
      ))}
    </div>
  )
}
