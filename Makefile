.PHONY: demo
demo: # unchanged scripts against a stand-in service; INKOUT=off shows what leaks without inkout
	python3 demo/run.py $(if $(filter off,$(INKOUT)),--without-inkout)
