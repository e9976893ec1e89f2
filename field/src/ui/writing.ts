// What is shown before it is on the disk: whatever was read in the meantime is older, and must not replace it.

export class Writing {
  private turn = 0;
  private underWay = 0;

  async write(work: () => Promise<void>): Promise<void> {
    this.turn++;
    this.underWay++;
    try {
      await work();
    } finally {
      this.turn++;
      this.underWay--;
    }
  }

  /** Begin to read; the answer tells at the end whether nothing was written meanwhile. */
  reading(): () => boolean {
    const { turn } = this;
    return () => this.underWay === 0 && this.turn === turn;
  }
}
