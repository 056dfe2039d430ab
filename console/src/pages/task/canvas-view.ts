import type { GridLayout } from "./grid-layout.ts";
import type { GridModel } from "./grid-model.ts";
import { type Colours, coloursOf, paintGrid, repaintCells } from "./grid-paint.ts";

interface Words {
  ring: (name: string, devices: number) => string;
  subnet: (name: string, devices: number) => string;
}

/**
 * The window through which a grid is seen: a canvas as high as two screens, which goes along where one scrolls out of it. A canvas as high as
 * the whole grid would be larger than browsers have any, for ten thousand devices on a phone.
 */
export class CanvasView {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #model: GridModel;
  readonly #layout: GridLayout;
  readonly #words: Words;
  readonly #ends: (() => void)[] = [];
  #colours: Colours;
  #frame = 0;
  #from = 0;
  #to = 0;
  #focus = -1;

  constructor(canvas: HTMLCanvasElement, model: GridModel, layout: GridLayout, words: Words) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d")!;
    [this.#model, this.#layout, this.#words] = [model, layout, words];
    this.#colours = coloursOf(canvas);
    this.#ends.push(model.onChange((changed) => this.#repaint(changed)));
    const themes = new MutationObserver(() => {
      this.#colours = coloursOf(canvas);
      this.#paint();
    });
    themes.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
    // What comes above it moves it, and nobody has scrolled.
    const sizes = new ResizeObserver(this.#soon);
    sizes.observe(document.body);
    this.#ends.push(
      () => themes.disconnect(),
      () => sizes.disconnect(),
    );
    for (const kind of ["scroll", "resize"]) {
      addEventListener(kind, this.#soon, { passive: true });
      this.#ends.push(() => removeEventListener(kind, this.#soon));
    }
    this.#look(true);
  }

  /** @param cell the one that the keyboard is at; -1: none */
  focus(cell: number): void {
    const before = this.#focus;
    this.#focus = cell;
    this.#repaint([before, cell].filter((at) => at >= 0 && at < this.#model.cells.length));
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#ends) end();
  }

  #soon = (): void => {
    if (this.#frame === 0)
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#look(false);
      });
  };

  /** Goes to where one looks, where that is not painted yet. */
  #look(anew: boolean): void {
    const { height, width } = this.#layout;
    const top = this.#canvas.parentElement!.getBoundingClientRect().top;
    const seen = [Math.max(0, Math.min(height, -top)), Math.max(0, Math.min(height, innerHeight - top))] as const;
    if (!anew && (seen[0] === seen[1] || (seen[0] >= this.#from && seen[1] <= this.#to))) return;
    const more = innerHeight / 2;
    this.#from = Math.max(0, Math.floor(seen[0] - more));
    this.#to = Math.min(height, Math.ceil(seen[1] + more));
    const scale = devicePixelRatio;
    const { style } = this.#canvas;
    // To set a size empties it, and puts back what was scaled.
    this.#canvas.width = width * scale;
    this.#canvas.height = (this.#to - this.#from) * scale;
    style.width = `${width}px`;
    style.height = `${this.#to - this.#from}px`;
    style.top = `${this.#from}px`;
    this.#context.setTransform(scale, 0, 0, scale, 0, -this.#from * scale);
    this.#paint();
  }

  #paint(): void {
    paintGrid(this.#context, this.#scene(), this.#from, this.#to);
  }

  #repaint(changed: readonly number[]): void {
    repaintCells(this.#context, this.#scene(), changed, [this.#from, this.#to]);
  }

  #scene() {
    const { cells } = this.#model;
    return { ...this.#colours, cells, layout: this.#layout, focus: this.#focus, words: this.#words };
  }
}
