<?php
/* Octane looks for the folder. */
