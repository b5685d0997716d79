/** Text of a report may hold anything: what Markdown would take as its own marks is written out, on one line. */
export const markdownText = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(
      /^(\s*)([-+=]|\d{1,9}[.)](?=\s))/gm,
      (_, blank: string, mark: string) => `${blank}${mark.slice(0, -1)}\\${mark.slice(-1)}`,
    )
    .trim()
    .replaceAll('\n', '<br>')
