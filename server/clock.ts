const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The civil day in Shanghai at a moment, YYYY-MM-DD. */
export const today = (now: Date): string => shanghai.format(now)
