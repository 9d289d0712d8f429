"""`event`: makes an event of a folder of text files, an article each, and asks nothing; chapter 09 shows it and goes on."""

import sys
from pathlib import Path

from helpers.corpus.tables import CorpusError
from helpers.workshop import open_event
from helpers.workshop.bring import add_files


def main(arguments):
    """Add the text files of a folder to the event that is called as the folder; gives what to exit with."""
    if len(arguments) != 1:
        return "event: name one folder, with the articles in it as text files: event my_folder"
    folder = Path(arguments[0]).resolve()
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() == ".txt") if folder.is_dir() else []
    if not files:
        return (
            f"event: {folder} holds no text file: save each article in it as plain text, with a name that ends in .txt."
        )
    try:
        event = open_event()
        event.use(folder.name)
        said = add_files(event, {path.name: path.read_bytes() for path in files})
    except (CorpusError, OSError) as error:
        return f"event: {error}"
    for sentence in said.values():
        print(sentence)
    there = event.corpus
    if there is None:
        return f"event: no article of {folder.name} could be added."
    print(f"The event “{event.name}” has {len(there.articles)} articles.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
