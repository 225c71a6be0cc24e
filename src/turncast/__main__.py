from turncast.cli import main

raise SystemExit(main())
