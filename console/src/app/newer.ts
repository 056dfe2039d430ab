/**
 * A page that was open while the server was updated asks for files that are no longer there. It begins anew, where the server has another
 * console now; where the server is only away, reloading would lose what is seen.
 */
export function beginAnewWhenReplaced(): void {
  addEventListener("vite:preloadError", () => void isReplaced().then((replaced) => replaced && location.reload()));
}

async function isReplaced(): Promise<boolean> {
  const own = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.getAttribute("src");
  try {
    const answer = await fetch("/", { cache: "no-store" });
    return answer.ok && own != null && !(await answer.text()).includes(own);
  } catch {
    return false;
  }
}
